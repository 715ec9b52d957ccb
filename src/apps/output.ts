/** Writes to standard output at the pace of whoever reads it. */
export async function write(text: string): Promise<void> {
  if (text !== '' && !process.stdout.write(text)) await new Promise((drained) => process.stdout.once('drain', drained));
}
