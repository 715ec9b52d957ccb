import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync, randomBytes } from 'node:crypto';

/** What may be looked up without being readable. The last four digits of a phone have an index of their own. */
export type IndexKind = 'residentId' | 'phone' | 'phoneTail';

/** Seals identity numbers and phones under a key that is not in the database. */
export type Vault = {
  /** AES-256-GCM: version byte, 12-byte nonce, 16-byte tag, text. The same text seals differently each time. */
  seal(plain: string): Buffer;
  /** The text again; throws when the bytes were changed or the key is another. */
  open(sealed: Buffer): string;
  /** A keyed digest: equal for equal text of one kind, unreadable without the key. */
  blindIndex(kind: IndexKind, plain: string): Buffer;
  /** A secret derived from the key for one purpose, in hexadecimal. */
  derive(purpose: string): string;
};

const VERSION = 1;

// Random bytes are asked for in one go: one call of the system for three hundred nonces instead of three hundred.
const NONCE = 12;
let pool = Buffer.alloc(0);
function nextNonce(): Buffer {
  if (pool.length < NONCE) pool = randomBytes(300 * NONCE);
  const nonce = pool.subarray(0, NONCE);
  pool = pool.subarray(NONCE);
  return nonce;
}

/** `key`: 32 bytes kept outside the database (file `key` of the data folder, or SANSHE_KEY in hexadecimal). */
export function makeVault(key: Buffer): Vault {
  const derived = (purpose: string) => Buffer.from(hkdfSync('sha256', key, '', `sanshe ${purpose}`, 32));
  // as key objects: bytes would be read as a key anew each time, which costs a fifth of the work
  const sealKey = createSecretKey(derived('seal')), indexKey = createSecretKey(derived('index'));
  return {
    seal(plain) {
      const nonce = nextNonce();
      const cipher = createCipheriv('aes-256-gcm', sealKey, nonce);
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return Buffer.concat([Buffer.of(VERSION), nonce, cipher.getAuthTag(), body]);
    },
    open(sealed) {
      if (sealed[0] !== VERSION) throw new Error('sealed by an unknown version');
      const decipher = createDecipheriv('aes-256-gcm', sealKey, sealed.subarray(1, 13));
      decipher.setAuthTag(sealed.subarray(13, 29));
      return Buffer.concat([decipher.update(sealed.subarray(29)), decipher.final()]).toString('utf8');
    },
    // 16 bytes: no two of a city's two million numbers meet by chance (probability below 1e-25)
    blindIndex: (kind, plain) => createHmac('sha256', indexKey).update(`${kind}\0${plain}`).digest().subarray(0, 16),
    derive: (purpose) => derived(purpose).toString('hex'),
  };
}
