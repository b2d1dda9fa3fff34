import { walk } from "./desks.mjs";

walk("en");
