/* Counting connections per address, and networks. */
#include "server/http/peer.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct hj_peer
peer_of(const char *text)
{
	struct sockaddr_storage at = { .ss_family = AF_UNSPEC };
	struct sockaddr_in four = { .sin_family = AF_INET };
	struct sockaddr_in6 six = { .sin6_family = AF_INET6 };
	struct hj_peer peer;

	if (inet_pton(AF_INET, text, &four.sin_addr) == 1)
		memcpy(&at, &four, sizeof(four));
	else if (inet_pton(AF_INET6, text, &six.sin6_addr) == 1)
		memcpy(&at, &six, sizeof(six));
	hj_peer_init(&peer, (struct sockaddr *)&at);
	return peer;
}

static void
peer__is_written_as_people_do(void **state)
{
	(void)state;
	assert_string_equal(peer_of("192.0.2.7").text, "192.0.2.7");
	assert_string_equal(peer_of("::ffff:192.0.2.7").text, "192.0.2.7");
	assert_string_equal(peer_of("2001:db8::1").text, "2001:db8::1");
	assert_string_equal(peer_of("a local socket").text, "::1");
}

static bool
in(const char *network, const char *address)
{
	struct hj_peer peer = peer_of(address);
	struct hj_network net;

	assert_true(hj_network_read(&net, network));
	return hj_network_has(&net, &peer);
}

static void
network__has_its_addresses_and_no_others(void **state)
{
	(void)state;
	assert_true(in("192.0.2.7", "192.0.2.7"));
	assert_true(in("192.0.2.7", "::ffff:192.0.2.7"));
	assert_false(in("192.0.2.7", "192.0.2.8"));
	assert_true(in("10.0.0.0/8", "10.255.1.2"));
	assert_false(in("10.0.0.0/8", "11.0.0.0"));
	assert_true(in("172.16.0.0/12", "172.31.255.255"));
	assert_false(in("172.16.0.0/12", "172.32.0.0"));
	assert_true(in("10.0.0.0/9", "10.127.0.1"));
	assert_false(in("10.0.0.0/9", "10.128.0.1"));
	assert_true(in("192.0.2.7/32", "192.0.2.7"));
	assert_false(in("192.0.2.7/32", "192.0.2.6"));
	assert_false(in("::1/128", "::2"));
	assert_true(in("0.0.0.0/0", "203.0.113.1"));
	assert_false(in("0.0.0.0/0", "2001:db8::1"));
	assert_true(in("2001:db8::/33", "2001:db8:7fff::1"));
	assert_false(in("2001:db8::/33", "2001:db8:8000::1"));
	assert_true(in("::1", "::1"));
	assert_true(in("::/0", "2001:db8::1"));
}

static void
network__is_refused_unless_it_is_one(void **state)
{
	static const char *const bad[] = { "", "/", "/8", "10.0.0.0/",
		"10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/8x", "10.0.0.0/8 ",
		"10.0.0.0/ 8", "10.0.0.0/:", "10.0.0/8", "::/129",
		"host.example", "10.0.0.0/99999999999", "1:2:3:4:5:6:7:8:9",
		"0000:0000:0000:0000:0000:0000:0000:0000:0000:0000" };
	struct hj_network net;

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		if (hj_network_read(&net, bad[i]))
			fail_msg("\"%s\" was taken", bad[i]);
	}
}

static void
count__joins_an_ipv6_site_and_parts_ipv4_addresses(void **state)
{
	struct hj_peers *p = hj_peers_new(100);
	struct hj_peer a = peer_of("2001:db8:1:2::1");
	struct hj_peer b = peer_of("2001:db8:1:2:ffff::9");
	struct hj_peer c = peer_of("2001:db8:1:3::1");
	struct hj_peer d = peer_of("192.0.2.1");
	struct hj_peer e = peer_of("192.0.2.2");

	(void)state;
	assert_int_equal(hj_peers_enter(p, &a), 1);
	assert_int_equal(hj_peers_enter(p, &b), 2);
	assert_int_equal(hj_peers_enter(p, &c), 1);
	assert_int_equal(hj_peers_enter(p, &d), 1);
	assert_int_equal(hj_peers_enter(p, &e), 1);
	hj_peers_leave(p, &a);
	assert_int_equal(hj_peers_enter(p, &b), 2);
	hj_peers_free(p);
}

/* The table against plain counters, with addresses coming and going. */
static void
count__is_right_after_any_coming_and_going(void **state)
{
	enum {
		ADDRESSES = 300,
		MOST = 1000
	};
	struct hj_peers *p = hj_peers_new(MOST);
	unsigned plain[ADDRESSES] = { 0 };
	unsigned total = 0;

	(void)state;
	srand(7);
	for (int step = 0; step < 200000; step++) {
		unsigned i = (unsigned)rand() % ADDRESSES;
		struct sockaddr_in at = { .sin_family = AF_INET,
			.sin_addr.s_addr = htonl(0x0a000000u + i) };
		struct hj_peer peer;

		hj_peer_init(&peer, (struct sockaddr *)&at);
		if (plain[i] > 0 && (total == MOST || rand() % 2 == 0)) {
			hj_peers_leave(p, &peer);
			plain[i]--;
			total--;
		} else if (total < MOST) {
			assert_int_equal(hj_peers_enter(p, &peer), ++plain[i]);
			total++;
		}
	}
	hj_peers_free(p);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(peer__is_written_as_people_do),
		cmocka_unit_test(network__has_its_addresses_and_no_others),
		cmocka_unit_test(network__is_refused_unless_it_is_one),
		cmocka_unit_test(
		    count__joins_an_ipv6_site_and_parts_ipv4_addresses),
		cmocka_unit_test(count__is_right_after_any_coming_and_going),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
