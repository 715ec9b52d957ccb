import DatePicker from 'antd/es/date-picker';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import type { InputProps } from './form-inputs.tsx';
import { language, say } from './say.ts';

/** The desk's calendar. A module of its own, because it is heavy and most pages do without. */
export default function DayPicker({ value, onChange, id, label, describedBy, isWrong, min, max }: InputProps<string> & { min?: string; max?: string }) {
  const locale = language() === 'zh' ? 'zh-cn' : 'en';
  return (
    <DatePicker {...(id ? { id } : {})} aria-label={label} aria-describedby={describedBy} aria-invalid={isWrong || undefined} status={isWrong ? 'error' : ''} className="day-picker"
      value={value ? dayjs(value).locale(locale) : null} onChange={(picked) => onChange(picked ? picked.format('YYYY-MM-DD') : null)}
      format={['YYYY-MM-DD ddd', 'YYYY-MM-DD', 'YYYY.M.D', 'YYYY/M/D', 'YYYYMMDD', 'YYYY年M月D日']} placeholder={say('platform.form.chooseDay')}
      {...(min ? { minDate: dayjs(min) } : {})} {...(max ? { maxDate: dayjs(max) } : {})} />
  );
}
