// A security key answers the server's question; the answer goes into the form as if it had been typed.

const question = JSON.parse(document.getElementById("js_data").textContent);

function fault(form, words) {
  const place = form.querySelector("[data-security-key-fault]");
  place.textContent = words;
  place.hidden = false;
}

async function answer(manner) {
  if (manner === "get") return window.webauthnJSON.get(question.request_options);
  const options = structuredClone(question.creation_options);
  Object.assign(options.publicKey.authenticatorSelection, { residentKey: "discouraged", requireResidentKey: false });
  return window.webauthnJSON.create(options);
}

for (const form of document.querySelectorAll("[data-security-key]")) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!window.webauthnJSON?.supported()) {
      fault(form, "This browser cannot ask a security key. Use the code of an authenticator app or a recovery code.");
      return;
    }
    try {
      form.elements.credential.value = JSON.stringify(await answer(form.dataset.securityKey));
      form.submit();
    } catch {
      fault(form, "The security key gave no answer, or is not one of yours. Try again.");
    }
  });
}
