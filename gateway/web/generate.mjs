// Generates src/gen, the contract in TypeScript, with the protoc that the gateway's build brings: node generate.mjs
// ../obj/web.protoc (written by ../Web.targets) names that protoc and then the folders in which google/*.proto lie.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";

const tools = "../obj/web.protoc", out = "src/gen";
if (!existsSync(tools)) fail("Build the gateway once (dotnet build gateway): that brings the protoc with which the contract is generated.");
const [protoc, ...imports] = readFileSync(tools, "utf8").split(/\r?\n/).filter((line) => line !== "");
const contract = readdirSync("../protos/opscenter/v1").filter((file) => file.endsWith(".proto")).map((file) => `opscenter/v1/${file}`);

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const done = spawnSync(protoc, [
  `--plugin=protoc-gen-es=node_modules/.bin/protoc-gen-es${process.platform === "win32" ? ".cmd" : ""}`, `--es_out=${out}`, "--es_opt=target=ts",
  ...["../protos", "protos", ...imports].map((folder) => `--proto_path=${folder}`),
  ...contract, "google/api/annotations.proto", "google/api/http.proto", "google/rpc/error_details.proto",
], { encoding: "utf8" });
if (done.status !== 0) fail(`${protoc} failed:\n${done.error ?? ""}${done.stderr ?? ""}`);

function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
