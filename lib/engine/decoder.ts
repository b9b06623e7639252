import { AnalysisFailure } from './failure'

type Library = typeof import('node-av/lib')
type Constants = typeof import('node-av/constants')

/** FFmpeg, as node-av carries it (docs/decisions/0003-decoder.md). */
export interface Decoder {
  av: Library
  constants: Constants
}

let loading: Promise<Decoder> | undefined

/**
 * Loads the decoder once per process. Rejects with AnalysisFailure, not permanent, where it cannot be loaded: the
 * server is at fault then, not the media.
 */
export async function loadDecoder(): Promise<Decoder> {
  loading ??= load()
  try {
    return await loading
  } catch (cause) {
    loading = undefined
    throw new AnalysisFailure(
      'There is no decoder for sound and video on this server, so this file was not analysed. An administrator can ' +
        'install it by running npm ci again; pictures are not affected.',
      { permanent: false, cause },
    )
  }
}

/** For the health page: can this server decode sound and video, and one sentence that says so. */
export async function decoderStatus(): Promise<{ available: boolean; says: string }> {
  try {
    const { av } = await loadDecoder()
    return { available: true, says: `Sound and video are decoded by FFmpeg ${av.getFFmpegInfo().version} (node-av).` }
  } catch {
    return {
      available: false,
      says:
        'There is no decoder for sound and video on this server: the package node-av could not be loaded. ' +
        'Pictures are analysed all the same. Run npm ci on a supported system (Linux with glibc, macOS, Windows).',
    }
  }
}

async function load(): Promise<Decoder> {
  const [av, constants] = await Promise.all([import('node-av/lib'), import('node-av/constants')])
  av.Log.setLevel(constants.AV_LOG_QUIET)
  return { av, constants }
}
