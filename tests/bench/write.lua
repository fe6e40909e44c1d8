-- wrk: log-session, each with an Idempotency-Key of its own.
--
--   wrk … -s write.lua URL -- IDS KEY RUN
--
-- IDS is a file of dispute ids, one a line; KEY the API key ("-": none); RUN a
-- number that no other run has.

local ids, head, body, run, sent = {}, nil, nil, 0, 0

local text = string.rep("双方就主要条款逐条核对,对履行期限和方式反复协商。", 8)

function init(args)
	for line in io.lines(args[1]) do
		ids[#ids + 1] = line
	end
	run = tonumber(args[3])
	math.randomseed(run)
	body = '{"attendance":[{"party":1,"presence":"came"},'
		.. '{"party":2,"presence":"came"}],'
		.. '"ends":"' .. os.date("!%Y-%m-%dT%H:00:00Z") .. '",'
		.. '"mode":"together","place":"调解室","result":"continues",'
		.. '"starts":"' .. os.date("!%Y-%m-%dT%H:00:00Z", os.time() - 3600) .. '",'
		.. '"text":"' .. text .. '"}'
	head = " HTTP/1.1\r\nHost: " .. wrk.host .. ":" .. wrk.port
		.. "\r\nContent-Type: application/json\r\nContent-Length: " .. #body
	if args[2] ~= "-" then
		head = head .. "\r\nAuthorization: Bearer " .. args[2]
	end
	head = head .. "\r\nIdempotency-Key: bench-" .. run .. "-"
end

function request()
	sent = sent + 1
	return "POST /api/v1/disputes/" .. ids[math.random(#ids)]
		.. "/commands/log-session" .. head .. sent .. "\r\n\r\n" .. body
end

function done(summary, latency)
	local e = summary.errors
	print(string.format("result %d %d %d %d %d", summary.requests,
		summary.duration, latency:percentile(50), latency:percentile(99),
		e.connect + e.read + e.write + e.status + e.timeout))
end
