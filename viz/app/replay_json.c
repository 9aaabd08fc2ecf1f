#include "viz/app/replay_report.h"

#include "sim/model/survey.h"

static void
add(GVariantBuilder *object, const char *name, GVariant *value)
{
    g_variant_builder_add(object, "{sv}", name, value);
}

static void
add_number(GVariantBuilder *object, const char *name, uint64_t value)
{
    add(object, name, g_variant_new_int64((gint64) value));
}

static void
add_text(GVariantBuilder *object, const char *name, const char *text)
{
    add(object, name,
        text == NULL ? g_variant_new_maybe(G_VARIANT_TYPE_STRING, NULL)
                     : g_variant_new_string(text));
}

static void
add_address(GVariantBuilder *object, const char *name, SimAddr addr)
{
    g_autofree char *text = g_strdup_printf("0x%" G_GINT64_MODIFIER "x", addr);
    add_text(object, name, text);
}

static GVariant *
first_json(const SimPlayer *player)
{
    const SimMismatch *first = &player->first;
    if (sim_player_wrong(player) == 0) {
        return g_variant_new_maybe(G_VARIANT_TYPE_STRING, NULL);
    }
    GVariantBuilder object;
    g_variant_builder_init(&object, G_VARIANT_TYPE_VARDICT);
    add_text(&object, "kind", sim_fault_name(first->fault));
    add_number(&object, "record", first->record);
    add_number(&object, "byte", first->offset);
    add_text(&object, "call", first->call);
    add_address(&object, "recorded", first->recorded);
    add_address(&object, "predicted", first->predicted);
    add_text(&object, "recorded_view", first->real);
    add_text(&object, "model_view", first->modelled);
    return g_variant_builder_end(&object);
}

static GVariant *
tables_json(const SimTables *tables)
{
    GVariantBuilder object;
    g_variant_builder_init(&object, G_VARIANT_TYPE_VARDICT);
    add_number(&object, "count", tables->count);
    add_number(&object, "match", tables->equal);
    if (tables->wrong > 0) {
        add_number(&object, "first_different", tables->wrong);
        add_text(&object, "recorded", tables->recorded);
        add_text(&object, "model", tables->modelled);
    }
    return g_variant_builder_end(&object);
}

static GVariant *
verdict_json(const SimPlayer *player)
{
    GVariantBuilder object;
    GVariantBuilder faults;
    g_variant_builder_init(&object, G_VARIANT_TYPE_VARDICT);
    g_variant_builder_init(&faults, G_VARIANT_TYPE_VARDICT);
    for (unsigned i = 0; i < SIM_FAULT_COUNT; i++) {
        add_number(&faults, sim_fault_name((SimFault) i), player->faults[i]);
    }
    add_number(&object, "addresses", player->predicted);
    add_number(&object, "match", player->predicted - sim_player_mismatches(player));
    add(&object, "all_match", g_variant_new_boolean(app_replay_matches(player)));
    add(&object, "differences", g_variant_builder_end(&faults));
    add(&object, "first_difference", first_json(player));
    add(&object, "tables", tables_json(&player->tables));
    return g_variant_builder_end(&object);
}

/* ---- Statistics ---- */

static GVariant *
class_json(unsigned class_index, const SimClassSurvey *of_class)
{
    uint64_t size = (class_index + 1) * 16;
    GVariantBuilder object;
    g_variant_builder_init(&object, G_VARIANT_TYPE_VARDICT);
    add_number(&object, "class", class_index);
    add_number(&object, "size", size);
    add_number(&object, "pools", of_class->pools);
    add_number(&object, "live_blocks", of_class->live);
    add_number(&object, "free_blocks", of_class->free);
    add_number(&object, "bytes_requested", of_class->requested);
    add_number(&object, "bytes_rounding", of_class->live * size - of_class->requested);
    add_number(&object, "bytes_free", of_class->free * size);
    return g_variant_builder_end(&object);
}

typedef struct {
    GVariantBuilder blocks;
    const SimPymalloc *pymalloc;
    const SimSites *sites;
} BlockWriter;

static void
write_block(SimAddr addr, size_t size, void *data)
{
    BlockWriter *writer = data;
    const SimSite *site = sim_sites_get(writer->sites, sim_pymalloc_mark(writer->pymalloc, addr));
    GVariantBuilder object;
    g_variant_builder_init(&object, G_VARIANT_TYPE_VARDICT);
    add_address(&object, "address", addr);
    add_number(&object, "bytes", size);
    if (site != NULL) {
        add_text(&object, "file", site->file);
        add_number(&object, "line", site->line);
        add_text(&object, "function", site->function);
    }
    g_variant_builder_add(&writer->blocks, "v", g_variant_builder_end(&object));
}

static GVariant *
lone_json(const SimPlayer *player, const SimPymalloc *pymalloc, const SimLonePool *lone)
{
    GVariantBuilder object;
    BlockWriter writer = {.pymalloc = pymalloc, .sites = player->sites};
    g_variant_builder_init(&writer.blocks, G_VARIANT_TYPE("av"));
    sim_pool_visit(lone->pool, write_block, &writer);
    g_variant_builder_init(&object, G_VARIANT_TYPE_VARDICT);
    add_address(&object, "arena", lone->arena);
    add_address(&object, "pool", lone->pool->base);
    add_number(&object, "class", lone->pool->class_index);
    add(&object, "blocks", g_variant_builder_end(&writer.blocks));
    return g_variant_builder_end(&object);
}

static GVariant *
heap_json(const SimPlayer *player, const SimPlayedHeap *heap, uint32_t few)
{
    const SimPymalloc *pymalloc = heap->pymalloc;
    g_autoptr(GString) table = g_string_new(NULL);
    g_autoptr(SimSurvey) survey = sim_survey_new(pymalloc, few);
    GVariantBuilder object;
    GVariantBuilder list;
    sim_pymalloc_stats(pymalloc, table);
    g_variant_builder_init(&object, G_VARIANT_TYPE_VARDICT);
    add_number(&object, "interpreter", heap->interpreter);
    add_text(&object, "table", table->str);
    add_number(&object, "arenas", survey->arenas);
    add_number(&object, "arenas_total", pymalloc->arenas_total);
    add_number(&object, "arenas_highwater", pymalloc->arenas_highwater);
    add_number(&object, "arenas_in_reserve", survey->empty_arenas);
    add_number(&object, "bytes_in_use", pymalloc->in_use);
    g_variant_builder_init(&list, G_VARIANT_TYPE("av"));
    for (unsigned i = 0; i < SIM_PYMALLOC_CLASSES; i++) {
        if (survey->classes[i].pools > 0) {
            g_variant_builder_add(&list, "v", class_json(i, &survey->classes[i]));
        }
    }
    add(&object, "classes", g_variant_builder_end(&list));
    g_variant_builder_init(&list, G_VARIANT_TYPE("av"));
    for (guint i = 0; i < survey->lone->len; i++) {
        g_variant_builder_add(
            &list, "v", lone_json(player, pymalloc, &g_array_index(survey->lone, SimLonePool, i)));
    }
    add(&object, "lone_pools", g_variant_builder_end(&list));
    add_number(&object, "arenas_of_lone_pools", survey->lone_arenas);
    add_number(&object, "bytes_in_lone_pools", survey->lone_bytes);
    add_number(&object, "bytes_would_return", survey->would_return);
    return g_variant_builder_end(&object);
}

static GVariant *
usage_json(const SimUsage *usage)
{
    GVariantBuilder list;
    g_variant_builder_init(&list, G_VARIANT_TYPE("av"));
    for (guint i = 0; i < usage->points->len; i++) {
        const SimUsagePoint *point = &g_array_index(usage->points, SimUsagePoint, i);
        GVariantBuilder object;
        g_variant_builder_init(&object, G_VARIANT_TYPE_VARDICT);
        add_number(&object, "records", point->at);
        add_number(&object, "arenas", point->arenas);
        add_number(&object, "pools", point->pools);
        add_number(&object, "bytes_in_use", point->in_use);
        add_number(&object, "bytes_held", point->held);
        add_number(&object, "bytes_c_heap", point->large);
        g_variant_builder_add(&list, "v", g_variant_builder_end(&object));
    }
    return g_variant_builder_end(&list);
}

static GVariant *
heaps_json(const SimPlayer *player, uint32_t few)
{
    g_autoptr(GPtrArray) heaps = sim_player_heaps(player);
    GVariantBuilder list;
    g_variant_builder_init(&list, G_VARIANT_TYPE("av"));
    for (guint i = 0; i < heaps->len; i++) {
        g_variant_builder_add(&list, "v", heap_json(player, g_ptr_array_index(heaps, i), few));
    }
    return g_variant_builder_end(&list);
}

GVariant *
app_replay_json(const AppReplayed *replayed)
{
    const SimPlayer *player = replayed->player;
    GVariantBuilder object;
    g_variant_builder_init(&object, G_VARIANT_TYPE_VARDICT);
    add_text(&object, "file", sim_reader_name(replayed->reader));
    add_text(&object, "command", player->command);
    add_text(&object, "profile", player->profile->name);
    add_text(&object, "notice", sim_reader_notice(replayed->reader));
    add_number(&object, "records", player->records);
    add_number(&object, "calls", player->calls);
    add_number(&object, "threads", MAX(g_hash_table_size(player->threads), 1));
    add_number(&object, "interpreters", player->interpreters);
    add_number(&object, "blocks_in_c_heap", player->large.count);
    add_number(&object, "bytes_in_c_heap", player->large_bytes);
    add_number(&object, "stray_blocks", player->strays);
    add(&object, "verify", verdict_json(player));
    if (replayed->stats) {
        add(&object, "heaps", heaps_json(player, replayed->few));
        add(&object, "usage", usage_json(&player->usage));
    }
    return g_variant_builder_end(&object);
}
