-- Begins a run of a task if the lease is held with this token, and no run of it that
-- was due then or later has begun.
-- KEYS: leader, runs
-- ARGV: 1 id, 2 started at (ms), 3 worker, 4 token, 5 task, 6 due (ms), 7 most tasks
local understood, lease = pcall(cjson.decode, redis.call('GET', KEYS[1]) or '')
if not understood or type(lease) ~= 'table' or lease.free or lease.node ~= ARGV[1] or lease.startedAt ~= ARGV[2]
    or lease.worker ~= ARGV[3] or lease.token ~= ARGV[4] then
  return 0
end
local latest = redis.call('HGET', KEYS[2], ARGV[5])
if latest then
  if tonumber(latest) >= tonumber(ARGV[6]) then
    return 0
  end
elseif redis.call('HLEN', KEYS[2]) >= tonumber(ARGV[7]) then
  local runs = redis.call('HGETALL', KEYS[2])
  local oldest = 1
  for i = 3, #runs, 2 do
    if tonumber(runs[i + 1]) < tonumber(runs[oldest + 1]) then
      oldest = i
    end
  end
  redis.call('HDEL', KEYS[2], runs[oldest])
end
redis.call('HSET', KEYS[2], ARGV[5], ARGV[6])
return 1
