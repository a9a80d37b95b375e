import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

/** Builds the page that checks an evidence package: one file with everything in it, which may load nothing and run nothing else. */
export default {
  root: here('./src/evidence/page'),
  publicDir: false,
  plugins: [
    {
      name: 'one-file',
      enforce: 'post',
      generateBundle(
        _options: unknown,
        bundle: Record<string, { type: string; fileName: string; code?: string; source?: unknown }>,
      ) {
        const files = Object.values(bundle)
        const script = files.find(({ type }) => type === 'chunk')?.code ?? ''
        const style = String(files.find(({ fileName }) => fileName.endsWith('.css'))?.source ?? '')
        const page = files.find(({ fileName }) => fileName.endsWith('.html'))
        if (!page || files.length !== 3) throw new Error('The page is not made of one script and one style')
        // A script ends at the first `</script`, whatever it stands in.
        const safe = script.replaceAll('</script', '<\\/script')
        const policy = `default-src 'none'; script-src ${hashOf(safe)}; style-src ${hashOf(style)}; base-uri 'none'; form-action 'none'`
        page.source = String(page.source)
          .replace(/\s*<script type="module"[^>]*><\/script>/, '')
          .replace(/\s*<link rel="stylesheet"[^>]*>/, '')
          .replace(
            '<meta charset="utf-8" />',
            () =>
              `<meta charset="utf-8" />\n    <meta http-equiv="Content-Security-Policy" content="${policy}" />`,
          )
          .replace('</head>', () => `  <style>${style}</style>\n  </head>`)
          .replace('</body>', () => `  <script type="module">${safe}</script>\n  </body>`)
        for (const { fileName, type } of files)
          if (type === 'chunk' || fileName.endsWith('.css')) delete bundle[fileName]
      },
    },
  ],
  build: {
    outDir: here('./dist'),
    emptyOutDir: true,
    target: 'es2024',
    modulePreload: false,
    rolldownOptions: { input: here('./src/evidence/page/verify.html') },
  },
}
