import type { Analysis, AnalysisRequest, ReportProgress } from './analysis'
import { analyseImage } from './image/analyse-image'

/**
 * Runs every built-in check that fits the media and fuses what they found. Reads the file, writes only to the work
 * folder. Rejects with AnalysisFailure when the media cannot be analysed. The decoder for sound and video is loaded
 * only where it is needed, so pictures are analysed on a server without one.
 */
export async function analyse(request: AnalysisRequest, report: ReportProgress): Promise<Analysis> {
  switch (request.mediaType) {
    case 'image':
      return analyseImage(request, report)
    case 'audio': {
      const { analyseSound } = await import('./sound/analyse-sound')
      return analyseSound(request, report)
    }
    case 'video': {
      const { analyseVideo } = await import('./video/analyse-video')
      return analyseVideo(request, report)
    }
  }
}
