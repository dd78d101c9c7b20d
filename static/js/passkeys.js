// Passkeys and security keys: forms with data-passkey="create", "authenticate" or "login".
// The browser's answer goes into the form's field "credential"; the form itself is sent as any other.
// Without this file such a form stays hidden or says that it needs JavaScript.

const toBytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));

const toText = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

const withBytes = (list) => (list || []).map((item) => ({ ...item, id: toBytes(item.id) }));

async function create(form, options) {
  const publicKey = { ...options.creation_options.publicKey };
  publicKey.challenge = toBytes(publicKey.challenge);
  publicKey.user = { ...publicKey.user, id: toBytes(publicKey.user.id) };
  publicKey.excludeCredentials = withBytes(publicKey.excludeCredentials);
  const alone = Boolean(form.elements.passwordless && form.elements.passwordless.checked);
  publicKey.authenticatorSelection = {
    ...publicKey.authenticatorSelection,
    residentKey: alone ? "required" : "discouraged",
    requireResidentKey: alone,
    ...(alone ? { userVerification: "required" } : {}),
  };
  return answer(await navigator.credentials.create({ publicKey }));
}

async function authenticate(form, options) {
  const publicKey = { ...options.request_options.publicKey };
  publicKey.challenge = toBytes(publicKey.challenge);
  publicKey.allowCredentials = withBytes(publicKey.allowCredentials);
  return answer(await navigator.credentials.get({ publicKey }));
}

async function login(form) {
  const response = await fetch(form.action, { headers: { Accept: "application/json" } });
  return authenticate(form, await response.json());
}

function answer(credential) {
  const response = {};
  for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[part]) {
      response[part] = toText(credential.response[part]);
    }
  }
  return {
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    clientExtensionResults: credential.getClientExtensionResults(),
    response,
  };
}

function say(form, text) {
  let notice = form.querySelector("[role=alert]");
  if (!notice) {
    notice = document.createElement("p");
    notice.setAttribute("role", "alert");
    form.append(notice);
  }
  notice.textContent = text;
}

const ways = { create, authenticate, login };
const data = document.getElementById("passkey-options");
const options = data ? JSON.parse(data.textContent) : {};

if (window.PublicKeyCredential) {
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      try {
        form.elements.credential.value = JSON.stringify(await ways[form.dataset.passkey](form, options));
      } catch {
        say(form, form.dataset.fails);
        return;
      }
      form.submit();
    });
  }
}
