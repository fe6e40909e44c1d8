-- wrk: timelines of 30 events, or the work list of 50.
--
--   wrk … -s read.lua URL -- IDS KEY RUN
--
-- IDS is a file of dispute ids, or "-" for the work list; the rest as in
-- write.lua.

local ids, tail = nil, nil

function init(args)
	if args[1] ~= "-" then
		ids = {}
		for line in io.lines(args[1]) do
			ids[#ids + 1] = line
		end
	end
	math.randomseed(tonumber(args[3]))
	tail = " HTTP/1.1\r\nHost: " .. wrk.host .. ":" .. wrk.port
	if args[2] ~= "-" then
		tail = tail .. "\r\nAuthorization: Bearer " .. args[2]
	end
	tail = tail .. "\r\n\r\n"
end

function request()
	if ids == nil then
		return "GET /api/v1/disputes?limit=50" .. tail
	end
	return "GET /api/v1/disputes/" .. ids[math.random(#ids)]
		.. "/timeline?limit=30" .. tail
end

function done(summary, latency)
	local e = summary.errors
	print(string.format("result %d %d %d %d %d", summary.requests,
		summary.duration, latency:percentile(50), latency:percentile(99),
		e.connect + e.read + e.write + e.status + e.timeout))
end
