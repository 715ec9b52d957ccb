// npm run check: types and lint, no tests.
import { runChecks } from './checks.mjs';

const { failed } = await runChecks();
process.exitCode = failed.length > 0 ? 1 : 0;
