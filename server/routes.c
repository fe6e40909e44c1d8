/*
 * Every path the service answers that is no query file.
 *
 * Who may is not asked here: commands are decided by the policy, reads by the
 * right in their file, and `flags` says whether somebody must be signed in.
 */
#include "server/service.h"

#define BODY ((size_t)1024 * 1024)
#define DRAFT ((size_t)128 * 1024)
#define PART ((size_t)1024 * 1024) /* of a file that is sent */

const struct hj_route hj_routes[] = {
	/* clang-format off */
	/* method     path                                     handler               body   flags */
	{ HJ_POST,   "/api/v1/sign-in",                      hj_sign_in_handler,   4096,  HJ_ANYONE },
	{ HJ_POST,   "/api/v1/sign-out",                     hj_sign_out_handler,  4096,  HJ_SESSION },
	{ HJ_POST,   "/api/v1/password",                     hj_password_handler,  4096,  HJ_SESSION },
	{ HJ_POST,   "/api/v1/accounts",                     hj_account_handler,   4096,  HJ_WEIGHTY },
	{ HJ_POST,   "/api/v1/accounts/slips",               hj_slips_handler,     4096,  HJ_WEIGHTY },
	{ HJ_DELETE, "/api/v1/accounts/{person}",            hj_account_drop_handler, 0,  HJ_WEIGHTY },
	{ HJ_DELETE, "/api/v1/accounts/{person}/sessions",   hj_account_sessions_handler, 0, 0 },
	{ HJ_POST,   "/api/v1/api-keys",                     hj_api_key_handler,   4096,  HJ_WEIGHTY },
	{ HJ_DELETE, "/api/v1/api-keys/{id}",                hj_api_key_end_handler, 0,   HJ_WEIGHTY },
	{ HJ_DELETE, "/api/v1/sessions/{id}",                hj_session_end_handler, 0,   HJ_SESSION },
	{ HJ_POST,   "/api/v1/devices",                      hj_device_bind_handler, 4096, HJ_SESSION },
	{ HJ_DELETE, "/api/v1/devices/{id}",                 hj_device_unbind_handler, 0, HJ_SESSION },
	{ HJ_GET,    "/api/v1/quick-sign-in",                hj_device_people_handler, 0, HJ_ANYONE },
	{ HJ_POST,   "/api/v1/quick-sign-in",                hj_pin_handler,       4096,  HJ_ANYONE },
	{ HJ_POST,   "/api/v1/proof",                        hj_proof_handler,     4096,  HJ_SESSION },
	{ HJ_PUT,    "/api/v1/drafts/{form}/{matter}",       hj_draft_keep_handler, DRAFT, HJ_SESSION },
	{ HJ_DELETE, "/api/v1/drafts/{form}/{matter}",       hj_draft_drop_handler, 0,    HJ_SESSION },
	{ HJ_GET,    "/api/v1/me",                           hj_who_handler,       0,     0 },
	{ HJ_POST,   "/api/v1/disputes",                     hj_create_handler,    BODY,  0 },
	{ HJ_POST,   "/api/v1/organisations",                hj_create_handler,    BODY,  0 },
	{ HJ_POST,   "/api/v1/people",                       hj_create_handler,    BODY,  0 },
	{ HJ_POST,   "/api/v1/{kind}/commands/{name}",       hj_create_named_handler, BODY, 0 },
	{ HJ_POST,   "/api/v1/{kind}/{id}/commands/{name}",  hj_command_handler,   BODY,  0 },
	{ HJ_GET,    "/api/v1/disputes/{id}/commands",       hj_commands_handler,  0,     0 },
	{ HJ_GET,    "/api/v1/disputes/{id}/counsel",        hj_counsel_handler,   0,     0 },
	{ HJ_GET,    "/api/v1/disputes/{id}/suggestions",    hj_suggestions_handler, 0,   0 },
	{ HJ_PUT,    "/api/v1/disputes/{id}/uploads/{upload}", hj_upload_handler, PART,   0 },
	{ HJ_GET,    "/api/v1/disputes/{id}/dossier",        hj_dossier_handler,   0,     0 },
	{ HJ_GET,    "/api/v1/disputes/{id}/attachments/{no}/content", hj_download_handler, 0, 0 },
	{ HJ_POST,   "/api/v1/doors",                        hj_door_handler,      4096,  0 },
	{ HJ_POST,   "/api/v1/progress",                     hj_progress_json_handler, 4096, HJ_ANYONE },
	{ HJ_POST,   "/api/v1/erasures",                     hj_erasure_handler,   4096,  HJ_WEIGHTY },
	{ HJ_POST,   "/api/v1/member-line",                  hj_member_line_handler, 4096, HJ_ANYONE },
	{ HJ_POST,   "/api/v1/referrals/batch",              hj_referral_batch_handler, BODY, 0 },
	{ HJ_POST,   "/api/v1/rules/moves",                  hj_rule_moves_handler, BODY, 0 },
	{ HJ_POST,   "/api/v1/outbox/replay",                hj_outbox_replay_handler, 4096, 0 },
	{ HJ_POST,   "/api/v1/service/batch",                hj_batch_handler,     BODY,  0 },
	{ HJ_POST,   "/api/v1/imports",                      hj_import_handler,    HJ_TABLE_BYTES, 0 },
	{ HJ_GET,    "/api/v1/imports/{id}",                 hj_import_look_handler, 0,   0 },
	{ HJ_GET,    "/api/v1/imports/{id}/faults.csv",      hj_import_faults_handler, 0, HJ_WEIGHTY },
	{ HJ_GET,    "/api/v1/imports/{id}/results.csv",     hj_import_results_handler, 0, HJ_WEIGHTY },
	{ HJ_GET,    "/api/v1/stream",                       hj_watch_handler,     0,     0 },
	{ HJ_POST,   "/api/v1/search",                       hj_search_handler,    4096,  0 },
	{ HJ_GET,    "/api/v1/glossary",                     hj_glossary_handler,  0,     0 },
	{ HJ_POST,   "/api/v1/duplicates",                   hj_duplicates_handler, BODY, 0 },
	{ HJ_GET,    "/api/v1/calendar/horizon",             hj_horizon_handler,   0,     0 },
	{ HJ_GET,    "/api/v1/notice-kinds",                 hj_notice_kinds_handler, 0,  0 },
	{ HJ_GET,    "/api/v1/organisations/{id}/duties",    hj_body_duties_handler, 0,   0 },
	{ HJ_GET,    "/api/v1/figures/duties",               hj_figures_duties_handler, 0, 0 },
	{ HJ_GET,    "/api/v1/figures/rates",                hj_body_rates_handler, 0,    0 },
	{ HJ_GET,    "/api/v1/rule-sets",                    hj_rule_sets_handler, 0,     0 },
	{ HJ_GET,    "/api/v1/rule-sets/{id}",               hj_rule_set_handler,  0,     0 },
	{ HJ_GET,    "/api/v1/rule-sets/{id}/sentences",     hj_rule_sentences_handler, 0, 0 },
	{ HJ_GET,    "/api/v1/rule-sets/{id}/view",          hj_rule_view_handler, 0,     0 },
	{ HJ_GET,    "/api/v1/rules/shelf",                  hj_rule_shelf_handler, 0,    0 },
	{ HJ_POST,   "/api/v1/rules/look",                   hj_rule_look_handler, BODY,  0 },
	{ HJ_POST,   "/api/v1/rules/replay",                 hj_replay_handler,    BODY,  0 },
	{ HJ_POST,   "/api/v1/rules/try",                    hj_rule_try_handler,  BODY,  0 },
	{ HJ_GET,    "/api/v1/rule-sets/{id}/faults",        hj_rule_faults_handler, 0,   0 },
	{ HJ_GET,    "/api/v1/rule-sets/{id}/certificate",   hj_rule_certificate_handler, 0, 0 },
	{ HJ_GET,    "/api/v1/rule-sets/{id}/differences",   hj_rule_differences_handler, 0, 0 },
	{ HJ_GET,    "/api/v1/groups/{id}/commands",         hj_commands_handler,  0,     0 },
	{ HJ_GET,    "/api/v1/rule-sets/{id}/commands",      hj_commands_handler,  0,     0 },
	{ HJ_GET,    "/api/v1/compacts/{id}/commands",       hj_commands_handler,  0,     0 },
	{ HJ_GET,    "/api/v1/assessments/{id}/commands",    hj_commands_handler,  0,     0 },
	{ HJ_GET,    "/api/v1/helps/{id}/commands",          hj_commands_handler,  0,     0 },
	{ HJ_GET,    "/api/v1/reviews/{id}/commands",        hj_commands_handler,  0,     0 },
	{ HJ_GET,    "/api/v1/creations/{streams}",          hj_creations_handler, 0,     0 },
	{ HJ_GET,    "/api/v1/rules/schema",                 hj_rule_schema_handler, 0,   HJ_ANYONE },
	{ HJ_GET,    "/api/v1/checkpoints/{size}/inclusion", hj_inclusion_handler, 0,     0 },
	{ HJ_GET,    "/api/v1/checkpoints/{size}/consistency", hj_consistency_handler, 0, 0 },
	{ HJ_POST,   "/api/v1/simulation/now",               hj_time_handler,      4096,  0 },
	{ HJ_GET,    "/openapi.json",                        hj_openapi_handler,   0,     HJ_ANYONE },
	{ HJ_GET,    "/healthz",                             hj_health_handler,    0,     HJ_ANYONE },
	{ HJ_GET,    "/readyz",                              hj_ready_handler,     0,     HJ_ANYONE },
	{ HJ_GET,    "/metrics",                             hj_metrics_handler,   0,     HJ_ANYONE },
	/* clang-format on */
};
const size_t hj_n_routes = sizeof(hj_routes) / sizeof(hj_routes[0]);
