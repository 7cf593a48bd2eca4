// Generates src/gen, the contract in TypeScript, with the protoc that the gateway's build brings: node generate.mjs
// ../obj/web.protoc (written by ../Web.targets) names that protoc and then the folders in which google/*.proto lie.
// Left out are options that pages have no use for: who may call a method, what the audit trail says of it, its REST path.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fromBinary, toBinary } from "@bufbuild/protobuf";
import { FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";

const tools = "../obj/web.protoc", whole = "../obj/web.protoset", out = "src/gen";
const ofOptions = ["opscenter/v1/access.proto", "google/api/annotations.proto"];
if (!existsSync(tools)) fail("Build the gateway once (dotnet build gateway): that brings the protoc with which the contract is generated.");
const [protoc, ...imports] = readFileSync(tools, "utf8").split(/\r?\n/).filter((line) => line !== "");
const contract = readdirSync("../protos/opscenter/v1").filter((file) => file.endsWith(".proto")).map((file) => `opscenter/v1/${file}`)
  .filter((file) => !ofOptions.includes(file));
contract.push("google/rpc/error_details.proto");

run("--include_imports", "--include_source_info", `--descriptor_set_out=${whole}`,
  ...["../protos", "protos", ...imports].map((folder) => `--proto_path=${folder}`), ...contract);
const set = fromBinary(FileDescriptorSetSchema, readFileSync(whole));
for (const file of set.file) {
  file.dependency = file.dependency.filter((other) => !ofOptions.includes(other));
  for (const one of [...file.messageType, ...file.service.flatMap((service) => service.method)])
    if (one.options) delete one.options.$unknown;
}
writeFileSync(whole, toBinary(FileDescriptorSetSchema, set));

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
run(`--plugin=protoc-gen-es=node_modules/.bin/protoc-gen-es${process.platform === "win32" ? ".cmd" : ""}`,
  `--es_out=${out}`, "--es_opt=target=ts", `--descriptor_set_in=${whole}`, ...contract);

function run(...args) {
  const done = spawnSync(protoc, args, { encoding: "utf8" });
  if (done.status !== 0) fail(`${protoc} failed:\n${done.error ?? ""}${done.stderr ?? ""}`);
}

function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
