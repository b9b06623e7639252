const introduction = `# Every page, in pictures

\`npm run screenshots\` makes them from the running product, filled with a team at work, and writes this page. Each is there four
times: \`<page>-<light|dark>-<desktop|phone>.webp\`. With words it makes only those whose names hold one of them:
\`npm run screenshots -- queue case-image\`. Which pages there are stands in \`scripts/screenshots/pages.ts\`, what they show in the
files beside it. The media is computed, the people are made up.
`

/** What the pages are grouped by, in this order: a heading, and how the names of its pages begin. */
const parts = [
  ['Home and handing in', /^(home|submit)/],
  ['The queue', /^queue/],
  ['A case', /^case/],
  ['Keys and the palette', /^(keys-list|palette)/],
  ['Oversight', /^(insights|audit|retention)/],
  ['Settings', /^settings/],
  ['A team that has nothing yet', /^nothing-yet/],
  ['At the door, and the reference', /./],
] as const

/** The page docs/screenshots/README.md: all pictures of the pages with these names, each page once. */
export function galleryOf(names: string[]): string {
  const left = [...names]
  const sections = parts.map(([heading, begins]) => {
    const own = left.filter((name) => begins.test(name))
    for (const name of own) left.splice(left.indexOf(name), 1)
    return own.length > 0 ? `## ${heading}\n\n${own.map(rowOf).join('\n\n')}\n` : ''
  })
  return [introduction, ...sections].filter(Boolean).join('\n')
}

function rowOf(name: string): string {
  const says = name.replaceAll('-', ' ')
  const picture = (look: string, width: number) => {
    const file = `${name}-${look}.webp`
    return `<a href="${file}"><img src="${file}" alt="${says}, ${look.replace('-', ', ')}" width="${width}"></a>`
  }
  const large = ['light-desktop', 'dark-desktop'].map((look) => picture(look, 330))
  const small = ['light-phone', 'dark-phone'].map((look) => picture(look, 90))
  return `**${says.charAt(0).toUpperCase()}${says.slice(1)}**\n\n${[...large, ...small].join('\n')}`
}
