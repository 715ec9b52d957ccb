import { defineConfig } from 'vitest/config';

const LAUNCHER = 'src/platform/server/embedded/*.db.test.ts';

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'rules', include: ['src/**/*.test.ts', 'test/*.test.ts'], exclude: ['**/*.db.test.ts', '**/node_modules/**'], testTimeout: 120_000 } },
      {
        test: {
          name: 'database', include: ['src/**/*.db.test.ts', 'test/**/*.db.test.ts'], exclude: [LAUNCHER, '**/node_modules/**'],
          globalSetup: ['test/database.ts'], testTimeout: 180_000, hookTimeout: 240_000, maxWorkers: 2,
        },
      },
      {
        // servers started, killed and started again: by itself, so that no other test's load decides how long a stop takes
        test: { name: 'machine', include: [LAUNCHER, 'test/machine/*.test.ts'], fileParallelism: false, testTimeout: 180_000, hookTimeout: 240_000, retry: 1 },
      },
      {
        test: {
          name: 'pages', include: ['test/e2e/**/*.e2e.ts'], globalSetup: ['test/pages.ts'],
          testTimeout: 600_000, hookTimeout: 600_000, fileParallelism: false,
        },
      },
    ],
  },
});
