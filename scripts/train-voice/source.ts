/** One voice: who or what speaks, and the files in which it does. */
export interface Source {
  kind: 'real' | 'synthetic'
  /** The recordings left out together: a synthesiser's family, or a package of recordings by one speaker. */
  corpus: string
  speaker: string
  files: string[]
}
