import { defineConfig } from "vite";

// `npm run dev` forwards calls to a server started with `dotnet run --project silo -- demo`.
const server = process.env.OPSCENTER_SERVER ?? "http://127.0.0.1:8080";

export default defineConfig({
  build: { target: "es2022", assetsInlineLimit: 0, chunkSizeWarningLimit: 800, reportCompressedSize: false },
  server: { proxy: { "^/opscenter\\.v1\\..*": server } },
});
