/**
 * What a browser calls itself, for a person to tell their sessions apart: "Firefox on Linux". Of the header only these words
 * are kept: the rest tells one person from another, and nothing in it can be believed.
 */
export function browserName(userAgent: string | null | undefined): string {
  const text = (userAgent ?? '').slice(0, 512)
  const browser = nameIn(browsers, text)
  const system = nameIn(systems, text)
  if (!browser && !system) return 'An unknown browser'
  return `${browser ?? 'A browser'} on ${system ?? 'an unknown system'}`
}

// In this order: Edge and Opera say Chrome too, Chrome says Safari too.
const browsers = [
  ['Edge', /\bEdg(?:e|A|iOS)?\//],
  ['Opera', /\b(?:OPR|Opera)\//],
  ['Samsung Internet', /\bSamsungBrowser\//],
  ['Firefox', /\b(?:Firefox|FxiOS)\//],
  ['Chrome', /\b(?:Headless)?Chrom(?:e|ium)\/|\bCriOS\//],
  ['Safari', /\bVersion\/[\d.]+.*\bSafari\//],
] as const

// An iPhone says Mac OS X too, Android says Linux.
const systems = [
  ['iPhone', /\biPhone\b/],
  ['iPad', /\biPad\b/],
  ['Android', /\bAndroid\b/],
  ['ChromeOS', /\bCrOS\b/],
  ['Windows', /\bWindows\b/],
  ['macOS', /\bMac OS X\b|\bMacintosh\b/],
  ['Linux', /\bLinux\b|\bX11\b/],
] as const

function nameIn(names: typeof browsers | typeof systems, text: string): string | undefined {
  return names.find(([, says]) => says.test(text))?.[0]
}
