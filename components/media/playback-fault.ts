/** Codes of the browser's MediaError. */
const network = 2
const decode = 3
const unsupported = 4

export interface PlaybackFault {
  title: string
  says: string
}

/**
 * Why sound or video does not play, for a person. `code` is the element's MediaError code; `mayPlay` whether the
 * browser says it knows the content type.
 */
export function explainFault(code: number | undefined, mayPlay: boolean, contentType: string): PlaybackFault {
  if (code === network) {
    return { title: 'The media could not be loaded', says: 'The connection was cut while it was loading. Try again.' }
  }
  if (code === decode) {
    return {
      title: 'The media cannot be played to its end',
      says: 'This browser stopped at a part it could not decode. The file may be damaged; the analysis is not affected.',
    }
  }
  if (code === unsupported && !mayPlay) {
    return {
      title: 'This browser cannot play this format',
      says: `It does not know ${contentType}. The analysis is not affected; open the file in a program that plays it.`,
    }
  }
  return {
    title: 'The media could not be loaded',
    says: `It may have been deleted, or this browser cannot play what is inside this ${contentType} file.`,
  }
}
