// Speaking to a passkey, which only a browser can do. The form says what is asked; the answer goes along with it.
(() => {
  "use strict";

  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (char) => char.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const known = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));

  const create = (asked) =>
    navigator.credentials.create({
      publicKey: {
        ...asked,
        challenge: bytes(asked.challenge),
        user: { ...asked.user, id: bytes(asked.user.id) },
        excludeCredentials: known(asked.excludeCredentials),
      },
    });

  const get = (asked) =>
    navigator.credentials.get({
      publicKey: { ...asked, challenge: bytes(asked.challenge), allowCredentials: known(asked.allowCredentials) },
    });

  const told = (credential) => {
    const response = {};
    for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (credential.response[name]) response[name] = text(credential.response[name]);
    }
    return {
      id: credential.id,
      rawId: text(credential.rawId),
      type: credential.type,
      response,
      clientExtensionResults: credential.getClientExtensionResults(),
    };
  };

  const ask = async (form) => {
    const { creation_options, request_options } = JSON.parse(document.getElementById("passkey-options").textContent);
    const asked = (creation_options || request_options).publicKey;
    return told(await (form.dataset.passkey === "create" ? create(asked) : get(asked)));
  };

  const answer = (form, button) => async (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    const trouble = form.querySelector("[data-passkey-trouble]");
    trouble.hidden = true;
    button.setAttribute("aria-busy", "true");
    try {
      form.querySelector("[data-passkey-answer]").value = JSON.stringify(await ask(form));
      form.submit();
    } catch {
      trouble.hidden = false;
      button.removeAttribute("aria-busy");
    }
  };

  if (!window.PublicKeyCredential) return;
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    const button = form.querySelector("[data-passkey-button]");
    if (button) {
      button.hidden = false;
      button.addEventListener("click", answer(form, button));
    } else {
      form.hidden = false;
      form.addEventListener("submit", answer(form, form.querySelector("button[type=submit], button:not([type])")));
    }
  }
})();
