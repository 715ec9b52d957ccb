import '../platform/web/confirm/old-phones.ts';
import { startAsking } from '../areas/surveys/web/public/ask-page.tsx';
import '../platform/web/confirm/confirm.css';

// Served at /q/{code}: a questionnaire for whoever has its link. Spaces or hyphens typed with the code do not matter.
const typed = location.pathname.split('/').filter(Boolean)[1] ?? '';
startAsking(document.getElementById('confirm')!, typed.replace(/%[0-9a-f]{2}|[^0-9a-z]/gi, '').toUpperCase());
