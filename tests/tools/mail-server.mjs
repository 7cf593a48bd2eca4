// A real mail server for the tests, where no Exim is installed:
//   node mail-server.mjs NODE_MODULES PORT FOLDER none|StartTls|Tls USER PASSWORD
// It keeps messages as files q… in FOLDER/mail, shows FOLDER/certificate.pem, and with a certificate takes mail only from who has
// signed in.
// unknown@… is nobody here, and later@… is to be tried again.
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [modules, port, folder, security, user, password] = process.argv.slice(2);
const { SMTPServer } = createRequire(join(modules, "from.here"))("smtp-server");
const safe = security !== "None";
const refusal = (responseCode, message) => Object.assign(new Error(message), { responseCode });
let taken = 0;

const server = new SMTPServer({
  name: "mail.test",
  secure: security === "Tls",
  ...(safe ? { cert: readFileSync(join(folder, "certificate.pem")), key: readFileSync(join(folder, "key.pem")) } : {}),
  authMethods: ["PLAIN"],
  authOptional: !safe,
  disabledCommands: safe ? [] : ["AUTH", "STARTTLS"],
  disableReverseLookup: true,
  onAuth: (asked, _session, answer) =>
    asked.username === user && asked.password === password ? answer(null, { user }) : answer(refusal(535, "Incorrect authentication data")),
  onRcptTo: ({ address }, _session, answer) =>
    answer(
      address.startsWith("unknown@") ? refusal(550, "no such mailbox") : address.startsWith("later@") ? refusal(451, "try later") : null,
    ),
  onData: (stream, _session, answer) => {
    const parts = [];
    stream.on("data", (part) => parts.push(part));
    stream.on("end", () => {
      // Under its name only when it is whole.
      const name = String(++taken).padStart(6, "0");
      writeFileSync(join(folder, "mail", `.${name}`), Buffer.concat(parts));
      renameSync(join(folder, "mail", `.${name}`), join(folder, "mail", `q${name}`));
      answer(null, "OK");
    });
  },
});
// One that breaks off is the client's affair.
server.on("error", () => {});
server.listen(Number(port), "127.0.0.1");
