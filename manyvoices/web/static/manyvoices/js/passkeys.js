// Passkeys. A form with data-passkey="create" or "get" asks data-begin for a challenge, lets the device answer it and
// sends the answer in its field `credential`. The form stays hidden where the browser knows no passkeys.

const forms = [...document.querySelectorAll("form[data-passkey]")];
const available = Boolean(window.PublicKeyCredential && navigator.credentials);

function bytes(text) {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

function text(buffer) {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

const named = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));

function asked({ publicKey }) {
  const options = { ...publicKey, challenge: bytes(publicKey.challenge) };
  if (publicKey.user) options.user = { ...publicKey.user, id: bytes(publicKey.user.id) };
  if (publicKey.allowCredentials) options.allowCredentials = named(publicKey.allowCredentials);
  if (publicKey.excludeCredentials) options.excludeCredentials = named(publicKey.excludeCredentials);
  return options;
}

function answer(credential) {
  const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  const response = {};
  for (const part of parts) {
    if (credential.response[part]) response[part] = text(credential.response[part]);
  }
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    response,
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}

async function press(event) {
  const form = event.target;
  if (form.elements.credential.value) return;
  event.preventDefault();
  const said = form.querySelector("[data-passkey-failed]");
  said.hidden = true;
  try {
    const begun = await fetch(form.dataset.begin, {
      method: "POST",
      headers: { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
    });
    const publicKey = asked(await begun.json());
    const credential = await navigator.credentials[form.dataset.passkey]({ publicKey });
    form.elements.credential.value = JSON.stringify(answer(credential));
    form.requestSubmit();
  } catch {
    said.hidden = false;
  }
}

for (const form of available ? forms : []) {
  form.hidden = false;
  form.addEventListener("submit", press);
}
for (const note of document.querySelectorAll("[data-without-passkeys]")) note.hidden = available;
