-- Writes the roll-out if it is what it was.
-- KEYS: rollout
-- ARGV: 1 what it was or '', 2 what it is to be, 3 expiry (ms)
if (redis.call('GET', KEYS[1]) or '') ~= ARGV[1] then
  return 0
end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
return 1
