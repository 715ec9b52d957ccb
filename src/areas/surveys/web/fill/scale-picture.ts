/** The longest side of a picture, in pixels: a page of writing can be read at that. */
const LONGEST_SIDE = 1600;
/** Below the megabyte that the server takes. */
const MOST_CHARACTERS = 1_300_000;

const loaded = (file: File): Promise<HTMLImageElement> => new Promise((done, fail) => {
  const picture = new Image();
  picture.onload = () => done(picture);
  picture.onerror = () => fail(new Error('not a picture'));
  picture.src = URL.createObjectURL(file);
});

/** A picture as it is sent: a JPEG drawn anew, so that where it was taken does not go with it. A data address; throws where the file is no picture. */
export async function scalePicture(file: File): Promise<string> {
  const picture = await loaded(file);
  const share = Math.min(1, LONGEST_SIDE / Math.max(picture.naturalWidth, picture.naturalHeight));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.naturalWidth * share));
  canvas.height = Math.max(1, Math.round(picture.naturalHeight * share));
  const pen = canvas.getContext('2d');
  URL.revokeObjectURL(picture.src);
  if (!pen) throw new Error('nothing to draw with');
  pen.fillStyle = '#fff'; // a drawing without a ground would turn black
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const qualities = [0.82, 0.65, 0.45];
  for (const quality of qualities) {
    const drawn = canvas.toDataURL('image/jpeg', quality);
    if (drawn.length <= MOST_CHARACTERS) return drawn;
  }
  throw new Error('still too large');
}

/** A name that says nothing of whose it is or when. */
export const newPictureName = (): string => `${Array.from(crypto.getRandomValues(new Uint8Array(10)), (byte) => byte.toString(16).padStart(2, '0')).join('')}.jpg`;
