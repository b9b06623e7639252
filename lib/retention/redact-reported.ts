import type { ReportedMetrics } from '@/lib/detect/detectors/reported-metrics'

/** Another API's figures without anything but labels and numbers: its pictures, words and places it found are left out. */
export function redactReported({
  metrics,
  image_metrics: still,
  video_metrics: video,
}: ReportedMetrics): ReportedMetrics {
  const { image: _image, ...sound } = metrics ?? {}
  const { reverse_image_search_sources: _sources, ...picture } = still ?? {}
  const { treeview: _treeview, ...frames } = video ?? {}
  return {
    metrics: metrics && (sound as NonNullable<ReportedMetrics['metrics']>),
    image_metrics: still && {
      ...(picture as NonNullable<ReportedMetrics['image_metrics']>),
      image: null,
      ifl: null,
      children: [],
    },
    video_metrics: video && (frames as NonNullable<ReportedMetrics['video_metrics']>),
  }
}
