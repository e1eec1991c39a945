-- A node's sign of life and its look at the others, in one step.
-- KEYS: nodes, beats, leader, token, rollout
-- ARGV: 1 id, 2 record, 3 address, 4 started at (ms), 5 expiry (ms), 6 worker,
--       7 token that this node is known to hold or 0, 8 lease watched for so long
--       that it is free ('-' for an absent one, '' for none), 9 highest token ever
--       seen, 10 a word that no other look has, 11 '1' if this worker itself holds it
-- Answers: time (ms), record of a rival or '', lease or '', token, rollout or '', '1'
-- if the lease was renewed or taken, and the records of all nodes.
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)

local function number(value)
  return tonumber(value) or 0
end

local function whole(value)
  return string.format('%.0f', value)
end

local function decode(text)
  if text then
    local understood, value = pcall(cjson.decode, text)
    if understood and type(value) == 'table' then
      return value
    end
  end
  return nil
end

for _, id in ipairs(redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', now)) do
  redis.call('ZREM', KEYS[2], id)
  redis.call('HDEL', KEYS[1], id)
end

local rival = ''
local registered = redis.call('HGET', KEYS[1], ARGV[1])
local other = decode(registered)
if other and (other.address ~= ARGV[3] or number(other.startedAt) > number(ARGV[4])) then
  rival = registered
else
  redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
  redis.call('ZADD', KEYS[2], whole(now + number(ARGV[5])), ARGV[1])
end

local lease = redis.call('GET', KEYS[3]) or ''
local token = number(redis.call('GET', KEYS[4]))
local granted = '0'
if rival == '' then
  local held = decode(lease)
  local next = 0
  if held then
    token = math.max(token, number(held.token))
  end
  if held and number(held.token) >= number(ARGV[9]) then
    -- A failover may have brought back a lease that was ours: the token tells.
    local ours = held.node == ARGV[1] and held.startedAt == ARGV[4] and held.token == ARGV[7]
    if ours and held.worker == ARGV[6] and ARGV[11] == '1' and not held.free then
      next = number(held.token)
    elseif ours or held.free then
      next = math.max(token + 1, now, number(ARGV[9]) + 1)
    end
  end
  if next == 0 and (ARGV[8] == lease and lease ~= '' or ARGV[8] == '-' and lease == '') then
    next = math.max(token + 1, now, number(ARGV[9]) + 1)
  end
  if next > 0 then
    token = next
    granted = '1'
    lease = cjson.encode({ node = ARGV[1], startedAt = ARGV[4], worker = ARGV[6], token = whole(next), look = ARGV[10] })
    redis.call('SET', KEYS[4], whole(next))
    redis.call('SET', KEYS[3], lease)
  end
end

local answer = { whole(now), rival, lease, whole(token), redis.call('GET', KEYS[5]) or '', granted }
for _, id in ipairs(redis.call('ZRANGE', KEYS[2], 0, -1)) do
  local record = redis.call('HGET', KEYS[1], id)
  if record then
    answer[#answer + 1] = record
  end
end
return answer
