// Builds the pages for MSBuild (../Web.targets): node build.mjs LIST, where LIST names the files they are made of.
// One process works at a time; one that waited and finds the pages newer than their sources has nothing left to do.
// So a build that has other work first says node build.mjs LIST ahead, which returns at once, and comes back for them later;
// what failed ahead is tried again then, and told. Silent when all goes well; what a failed step said goes to standard error.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const [, script, list, ahead] = process.argv;
if (ahead) {
  spawn(process.execPath, [script, list], { detached: true, stdio: "ignore", windowsHide: true }).unref();
  process.exit();
}
const inputs = [list, ...readFileSync(list, "utf8").split(/\r?\n/).filter((line) => line !== "")];
const built = "dist/index.html";
const installed = "node_modules/.package-lock.json";
const lock = join(dirname(list), "web.building");

const time = (file) => (existsSync(file) ? statSync(file).mtimeMs : 0);
const fresh = (output, of) => existsSync(output) && of.every((file) => time(file) <= time(output));

await locked(() => {
  if (fresh(built, inputs)) return;
  if (!fresh(installed, ["package.json", "package-lock.json"])) {
    // What checks and tests need besides (.ci/run) is left out: it weighs as much again.
    run("npm", "ci", "--omit=dev");
    touch(installed);
  }
  run("npm", "run", "build");
  touch(built);
});

async function locked(work) {
  for (;;) {
    try {
      mkdirSync(lock);
      break;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
      if (!alive()) rmSync(lock, { recursive: true, force: true });
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
  try {
    writeFileSync(`${lock}/pid`, String(process.pid));
    work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

// Whether the process that holds the lock still lives; one that has not written its number yet gets five seconds.
function alive() {
  try {
    const pid = Number(readFileSync(`${lock}/pid`, "utf8"));
    if (pid === 0) return true;
    process.kill(pid, 0);
    return true;
  } catch (error) {
    if (error.code === "EPERM") return true;
    return error.code === "ENOENT" && Date.now() - time(lock) < 5_000;
  }
}

function run(...command) {
  const done = spawnSync(command.join(" "), { shell: true, encoding: "utf8" });
  if (done.status === 0) return;
  process.stderr.write(`"${command.join(" ")}" failed in gateway/web:\n${done.stdout ?? ""}${done.stderr ?? ""}`);
  rmSync(lock, { recursive: true, force: true });
  process.exit(1);
}

function touch(file) {
  const now = new Date();
  utimesSync(file, now, now);
}
