// What the peer remembers over a restart: keys, followers, follows, its own notes and all that arrived.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { exportJwk, generateCryptoKeyPair, importJwk } from "@fedify/fedify";

export const ACTORS = { lena: "Lena Fischer", milo: "Milo Brandt" };

const EMPTY = () => ({ keys: {}, followers: {}, following: {}, notes: {}, done: {}, received: [], timeline: {}, blockedBy: {}, aliases: {} });

export class State {
  constructor(folder) {
    mkdirSync(folder, { recursive: true });
    this.file = join(folder, "state.json");
    this.follows = "accept"; // accept | reject | hold: how a Follow is answered; not kept over a restart
    this.pairs = {};
  }

  async open() {
    try {
      Object.assign(this, EMPTY(), JSON.parse(readFileSync(this.file, "utf8")));
    } catch (error) {
      if (error.code !== "ENOENT") throw error;
      Object.assign(this, EMPTY());
    }
    for (const name of Object.keys(ACTORS)) await this.openActor(name);
    this.save();
  }

  async openActor(name) {
    for (const table of ["followers", "following", "notes", "done"]) this[table][name] ??= {};
    this.keys[name] ??= await Promise.all([newRsa(), generateCryptoKeyPair("Ed25519")].map(kept));
    this.pairs[name] = await Promise.all(this.keys[name].map(openPair));
  }

  // Written whole and renamed, so that a kill leaves the former or the new file, never half of one.
  save() {
    const kept = Object.fromEntries(Object.keys(EMPTY()).map((table) => [table, this[table]]));
    writeFileSync(`${this.file}.new`, JSON.stringify(kept), { mode: 0o600 });
    renameSync(`${this.file}.new`, this.file);
  }
}

// 2048 bits as most servers have it; Fedify's own helper makes 4096, which costs a test seconds.
function newRsa() {
  const kind = { name: "RSASSA-PKCS1-v1_5", modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: "SHA-256" };
  return crypto.subtle.generateKey(kind, true, ["sign", "verify"]);
}

async function kept(promise) {
  const pair = await promise;
  return { privateKey: await exportJwk(pair.privateKey), publicKey: await exportJwk(pair.publicKey) };
}

async function openPair(pair) {
  return {
    privateKey: await importJwk(pair.privateKey, "private"),
    publicKey: await importJwk(pair.publicKey, "public"),
  };
}
