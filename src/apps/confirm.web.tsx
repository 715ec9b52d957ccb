import { startConfirm } from '../platform/web/confirm/confirm-page.ts';
import '../platform/web/confirm/confirm.css';

// Served at /c/{code}.
startConfirm(document.getElementById('confirm')!, location.pathname.split('/').filter(Boolean).pop() ?? '');
