import { walk } from "./desks.mjs";

walk("fr");
