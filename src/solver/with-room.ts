/** A copy of an array with room for `length` numbers; what is new is 0. */
export function withRoom<T extends Int32Array | Float64Array>(array: T, length: number): T {
  const copy = new (array.constructor as new (size: number) => T)(length);
  copy.set(array as never);
  return copy;
}
