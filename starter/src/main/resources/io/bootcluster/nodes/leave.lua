-- Gives the lease back, and takes the node out of the register if it goes for good.
-- KEYS: nodes, beats, leader
-- ARGV: 1 id, 2 started at (ms), 3 worker, 4 '1' if the node goes
local function decode(text)
  if text then
    local understood, value = pcall(cjson.decode, text)
    if understood and type(value) == 'table' then
      return value
    end
  end
  return {}
end

local lease = decode(redis.call('GET', KEYS[3]))
if lease.node == ARGV[1] and lease.startedAt == ARGV[2] and lease.worker == ARGV[3] then
  lease.free = true
  redis.call('SET', KEYS[3], cjson.encode(lease))
end
if ARGV[4] == '1' then
  local record = decode(redis.call('HGET', KEYS[1], ARGV[1]))
  if (tonumber(record.startedAt) or 0) == tonumber(ARGV[2]) then
    redis.call('HDEL', KEYS[1], ARGV[1])
    redis.call('ZREM', KEYS[2], ARGV[1])
  end
end
return 1
