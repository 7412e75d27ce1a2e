// The agenda that a newsroom's settings ask for.
internal import News
internal import Settings

extension Agenda {
  /// An agenda under the limits of the settings. A service is `paced`, so that a start, or a machine that wakes, is no
  /// burst: twice as many starts a second as there are when all sources are asked as often as they may be.
  init(_ settings: Configuration, paced: Bool) {
    let polling = settings.polling
    let shortest = settings.sources.map { $0.bounds(within: polling).lowerBound }.min() ?? polling.shortest
    let refill = max(10, 2 * settings.sources.count / max(1, shortest))
    self.init(
      limits: Limits(
        asking: polling.maxConnections, perHost: polling.maxPerHost, hostSpacing: polling.hostSpacingMilliseconds),
      pace: paced ? StartPace(burst: polling.maxConnections, perSecond: refill) : nil)
  }
}
