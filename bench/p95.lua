-- wrk calls this when a run ends: one line that bench/load.py reads.
function done(summary, latency, requests)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  io.write(string.format("result %d %d %d %d\n", summary.requests, summary.duration, latency:percentile(95), failed))
end
