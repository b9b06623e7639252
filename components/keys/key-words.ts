const words: Record<string, string> = {
  ' ': 'Space',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  'Shift+Enter': '⇧ Enter',
}

/** How a key is printed: capitals for letters would read as Shift, so they stay small. */
export function keyWords(key: string): string {
  return words[key] ?? key
}
