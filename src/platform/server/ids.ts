import { uuidv7 } from 'uuidv7';

/** A new record's id. UUIDv7 sorts by the moment it was made, so that indexes grow at one end; no sequence, no round trip. */
export const newId = (): string => uuidv7();
