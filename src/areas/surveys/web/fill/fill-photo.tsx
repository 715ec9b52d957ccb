import { type ChangeEvent, useState } from 'react';
import type { FieldProps } from './fill-field.tsx';
import { tell } from './fill-words.ts';
import { newPictureName, scalePicture } from './scale-picture.ts';
import { idOf } from './use-worked.ts';

/** A picture taken on a phone or chosen: it is made smaller here, and where it was taken is left out. */
export function Photo({ place, value, language, isWrong, describedBy, onChange, pictures }: FieldProps) {
  const [state, setState] = useState<'' | 'photoWorking' | 'photoBad'>('');
  const [own, setOwn] = useState<{ name: string; src: string } | null>(null);
  const src = value === '' ? undefined : own?.name === value ? own.src : pictures?.srcOf(value);
  const take = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const file = target.files?.[0];
    if (!file) return;
    setState('photoWorking');
    try {
      const drawn = await scalePicture(file), name = newPictureName();
      setOwn({ name, src: drawn });
      pictures?.put(name, drawn);
      onChange(name);
      setState('');
    } catch {
      setState('photoBad');
    }
    target.value = ''; // the same file may be chosen again
  };
  const id = idOf(place.key);
  return (
    <div className="fill-photo">
      {src && <img src={src} alt={place.label || place.node.item.name} />}
      <label className="fill-button">
        <input type="file" accept="image/*" id={id} aria-labelledby={`${id}-label ${id}-take`} aria-invalid={isWrong || undefined} aria-describedby={[describedBy, `${id}-note`].filter(Boolean).join(' ')} disabled={state === 'photoWorking'} onChange={(event) => void take(event)} />
        <span id={`${id}-take`}>{tell(language, state === 'photoWorking' ? state : src ? 'photoAgain' : 'photo')}</span>
      </label>
      {value !== '' && <button type="button" className="fill-text-button" onClick={() => onChange('')}>{tell(language, 'photoAway')}</button>}
      <p className="fill-quiet" id={`${id}-note`}>{tell(language, 'photoNote')}</p>
      <span role="status">{state === 'photoBad' ? tell(language, state) : value !== '' && !src ? tell(language, 'photoGone') : ''}</span>
    </div>
  );
}
