// Passkeys: registers one, or signs in with one. Without script or without WebAuthn
// the button stays hidden and the passphrase form beside it does its work.

type Json = Record<string, any>;

const bytes = (text: string) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
const text = (buffer: ArrayBuffer | null | undefined) =>
  buffer
    ? btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "")
    : undefined;

/** The server speaks base64url where the browser wants bytes. */
function options(asked: Json): Json {
  const key = asked.publicKey;
  key.challenge = bytes(key.challenge);
  if (key.user) key.user.id = bytes(key.user.id);
  for (const list of [key.allowCredentials, key.excludeCredentials]) {
    for (const one of list ?? []) one.id = bytes(one.id);
  }
  // Conditional mediation is for form autofill; this island answers a button.
  return { publicKey: key };
}

function answerOf(credential: PublicKeyCredential): Json {
  const got = credential.response as any;
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    extensions: credential.getClientExtensionResults(),
    response: {
      clientDataJSON: text(got.clientDataJSON),
      attestationObject: text(got.attestationObject),
      authenticatorData: text(got.authenticatorData),
      signature: text(got.signature),
      userHandle: text(got.userHandle),
      transports: got.getTransports?.(),
    },
  };
}

function attach(form: HTMLFormElement) {
  const go = form.querySelector<HTMLButtonElement>("[data-passkey-go]");
  const wrong = form.querySelector<HTMLElement>("[data-error]");
  const words = form.dataset;
  if (!go || !words.begin || !words.finish) return;

  const fields = () => {
    const told: Json = {};
    new FormData(form).forEach((value, name) => (told[name] = value));
    return told;
  };
  const post = async (address: string, body: Json): Promise<Json> => {
    const token = form.querySelector<HTMLInputElement>("input[name=csrf]")?.value ?? "";
    const answer = await fetch(address, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json", "x-csrf-token": token },
      body: JSON.stringify(body),
    });
    const told = await answer.json().catch(() => ({}));
    if (!answer.ok) throw new Error(told.detail ?? words.wordFailed);
    return told;
  };
  const complain = (sentence = "") => {
    if (!wrong) return;
    wrong.textContent = sentence;
    wrong.hidden = !sentence;
  };

  go.hidden = false;
  go.addEventListener("click", async () => {
    if (!form.reportValidity()) return;
    go.disabled = true;
    complain();
    try {
      const asked = options(await post(words.begin!, fields()));
      const credential = await (words.passkey === "create"
        ? navigator.credentials.create(asked)
        : navigator.credentials.get(asked));
      if (!credential) throw new Error(words.wordFailed);
      const told = await post(words.finish!, { ...fields(), credential: answerOf(credential as PublicKeyCredential) });
      location.assign(told.next ?? words.next ?? "/");
    } catch (trouble) {
      // The browser's own sentences are in its own language and name no remedy.
      complain(trouble instanceof DOMException ? words.wordCancelled : ((trouble as Error).message || words.wordFailed));
      go.disabled = false;
    }
  });
}

if (window.PublicKeyCredential) document.querySelectorAll<HTMLFormElement>("form[data-passkey]").forEach(attach);
