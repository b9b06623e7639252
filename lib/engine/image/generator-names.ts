/** Names generators write into Software, CreatorTool, Credit and the like. Whole words, so "Fluxbox" is not Flux. */
const generators: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['Midjourney', /\bmidjourney\b/i],
  ['DALL·E', /\bdall[·\-. ]?e\b/i],
  ['OpenAI', /\b(openai|chatgpt|gpt-4o|gpt-image)\b/i],
  ['Stable Diffusion', /\bstable ?diffusion\b|\bsdxl\b|\bautomatic1111\b/i],
  ['ComfyUI', /\bcomfyui\b/i],
  ['NovelAI', /\bnovelai\b/i],
  ['InvokeAI', /\binvokeai\b/i],
  ['Fooocus', /\bfooocus\b/i],
  ['DreamStudio', /\bdreamstudio\b|\bstability ai\b/i],
  ['Adobe Firefly', /\badobe firefly\b/i],
  ['Google AI', /\bmade with google ai\b|\bgoogle imagen\b|\bedited with google ai\b/i],
  ['Microsoft Designer', /\bbing image creator\b|\bmicrosoft designer\b/i],
  ['FLUX', /\bflux\.1\b|\bblack forest labs\b/i],
  ['Leonardo.Ai', /\bleonardo\.ai\b/i],
  ['Ideogram', /\bideogram ai\b|\bideogram\.ai\b/i],
  ['Craiyon', /\bcraiyon\b/i],
  ['Recraft', /\brecraft\b/i],
  ['Draw Things', /\bdraw things\b/i],
]

/** Programs people edit pictures with. Naming one is context: most honest photographs pass through one. */
const editors: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['Adobe Photoshop', /\bphotoshop\b/i],
  ['Adobe Lightroom', /\blightroom\b/i],
  ['GIMP', /\bgimp\b/i],
  ['Affinity Photo', /\baffinity photo\b/i],
  ['Pixelmator', /\bpixelmator\b/i],
  ['Snapseed', /\bsnapseed\b/i],
  ['PicsArt', /\bpicsart\b/i],
  ['Canva', /\bcanva\b/i],
  ['FaceApp', /\bfaceapp\b/i],
  ['Facetune', /\bfacetune\b/i],
  ['Meitu', /\bmeitu\b/i],
  ['Remini', /\bremini\b/i],
]

/** The generator a text names, or null. */
export function findGenerator(text: string): string | null {
  return generators.find(([, pattern]) => pattern.test(text))?.[0] ?? null
}

/** The editing program a text names, or null. */
export function findEditor(text: string): string | null {
  return editors.find(([, pattern]) => pattern.test(text))?.[0] ?? null
}
