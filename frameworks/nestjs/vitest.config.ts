import swc from 'unplugin-swc';
import { defineConfig } from 'vitest/config';

// SWC, as esbuild does not emit the decorators' metadata that injection needs.
export default defineConfig({
  test: { include: ['test/**/*.e2e-spec.ts'] },
  plugins: [swc.vite({ module: { type: 'es6' } })],
});
