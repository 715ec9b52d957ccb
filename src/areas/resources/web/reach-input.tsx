import Button from 'antd/es/button';
import { useState } from 'react';
import { useQueryOf } from '../../../platform/web/data.ts';
import { DivisionPicker } from '../../../platform/web/division-picker.tsx';
import type { InputProps } from '../../../platform/web/form-inputs.tsx';
import { say } from '../../../platform/web/say.ts';

/** Places, one after the other; each can be dropped again. */
export function ReachInput({ value, onChange, id, describedBy, isWrong }: InputProps<string[]>) {
  const [names, remember] = useState<Record<string, string>>({});
  const codes = value ?? [];
  const add = (code: string | null, name?: string) => {
    if (!code || codes.includes(code)) return;
    if (name) remember({ ...names, [code]: name });
    onChange([...codes, code]);
  };
  return (
    <div className="resources-reach">
      <DivisionPicker {...(id ? { id } : {})} value={null} describedBy={describedBy} isWrong={isWrong ?? false} onChange={(code, division) => add(code, division?.name)} />
      {codes.length > 0 && (
        <ul>
          {codes.map((code) => (
            <li key={code}>
              <PlaceName code={code} known={names[code]} />{' '}
              <Button size="small" type="text" aria-label={say('resources.removePlace', { place: names[code] ?? code })} onClick={() => onChange(codes.length > 1 ? codes.filter((other) => other !== code) : null)}>×</Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function PlaceName({ code, known }: { code: string; known: string | undefined }) {
  const found = useQueryOf<{ items: { code: string; name: string }[] }>('/api/divisions', { q: code, limit: 1 }, { enabled: !known });
  return <span>{known ?? found.data?.items.find((item) => item.code === code)?.name ?? code}</span>;
}
