// What phones of 2017 do not know yet and the questions are worked out with. Only what is missing is put there.
type Bag = Record<string, unknown>;
const add = (place: object, name: string, value: (...given: never[]) => unknown): void => { if (!(name in place)) Object.defineProperty(place, name, { value, writable: true, configurable: true }); };

function at<T>(this: ArrayLike<T>, place: number): T | undefined { return this[place < 0 ? this.length + place : place]; }
add(Array.prototype, 'at', at);
add(String.prototype, 'at', at);
add(Array.prototype, 'flatMap', function flatMap(this: unknown[], make: (one: unknown, place: number) => unknown) {
  return this.reduce((all: unknown[], one, place) => all.concat(make(one, place)), []);
});
add(String.prototype, 'replaceAll', function replaceAll(this: string, part: string, by: string) { return this.split(part).join(by); });
add(Object, 'hasOwn', (bag: object, name: string) => Object.prototype.hasOwnProperty.call(bag, name));
add(Object, 'fromEntries', (entries: Iterable<[string, unknown]>) => [...entries].reduce((bag: Bag, [name, value]) => { bag[name] = value; return bag; }, {}));
