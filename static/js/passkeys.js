// Passkeys: a button beside a form asks the device, and the form carries its answer to the server.
(() => {
  "use strict";

  const given = () => {
    const element = document.getElementById("passkey-options");
    return element ? JSON.parse(element.textContent) : null;
  };

  // The options of signing in are asked for late: what they hold is good for one try only.
  const asked = async (form) => {
    const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(`${answer.status}`);
    return answer.json();
  };

  const create = (options, form) => {
    const alone = form.querySelector("input[name=passwordless]")?.checked ?? false;
    const wanted = options.creation_options.publicKey.authenticatorSelection;
    wanted.residentKey = alone ? "required" : "discouraged";
    wanted.requireResidentKey = alone;
    if (alone) wanted.userVerification = "required";
    return window.webauthnJSON.create(options.creation_options);
  };

  const get = async (options, form) => window.webauthnJSON.get((options ?? (await asked(form))).request_options);

  const run = async (button) => {
    const form = button.form;
    const said = document.querySelector("[data-passkey-failed]");
    if (said) said.hidden = true;
    button.disabled = true;
    try {
      const options = given();
      const credential = await (options?.creation_options ? create(options, form) : get(options, form));
      form.querySelector("input[name=credential]").value = JSON.stringify(credential);
      form.submit();
    } catch {
      // Cancelled, timed out, no passkey here: the browser has said it; the page says what to do.
      if (said) said.hidden = false;
      button.disabled = false;
    }
  };

  document.querySelectorAll("[data-passkey]").forEach((button) => {
    if (!window.webauthnJSON.supported()) {
      button.disabled = true;
      document.querySelector("[data-passkey-missing]")?.removeAttribute("hidden");
      return;
    }
    button.addEventListener("click", (event) => { event.preventDefault(); run(button); });
  });
})();
