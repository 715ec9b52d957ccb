import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'rules', include: ['src/**/*.test.ts', 'test/*.test.ts'], exclude: ['**/*.db.test.ts', '**/node_modules/**'], testTimeout: 120_000 } },
      {
        test: {
          name: 'database', include: ['src/**/*.db.test.ts', 'test/**/*.db.test.ts'],
          globalSetup: ['test/database.ts'], testTimeout: 180_000, hookTimeout: 240_000, maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'pages', include: ['test/e2e/**/*.e2e.ts'],
          testTimeout: 600_000, hookTimeout: 600_000, fileParallelism: false,
        },
      },
    ],
  },
});
