/** Writes to standard output at the pace of whoever reads it. */
export async function write(text: string | Uint8Array): Promise<void> {
  if (text.length > 0 && !process.stdout.write(text)) await new Promise((drained) => process.stdout.once('drain', drained));
}
