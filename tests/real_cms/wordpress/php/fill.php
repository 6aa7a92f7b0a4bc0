<?php
// Fills WordPress through its own functions: php fill.php DOCROOT < plan
require __DIR__ . '/writing.php';
require_once ABSPATH . 'wp-admin/includes/nav-menu.php';

function menu(array $categories, array $pages): void {
    $items = array_merge(
        [['Trang chủ', home_url('/'), 'custom', '']],
        array_map(fn($id) => [get_cat_name($id), get_category_link($id), 'taxonomy', $id], array_values($categories)),
        array_map(fn($id) => [get_the_title($id), get_permalink($id), 'post_type', $id], $pages)
    );
    if (wp_is_block_theme()) {
        $links = array_map(fn($item) => sprintf(
            '<!-- wp:navigation-link %s /-->',
            json_encode(['label' => $item[0], 'url' => $item[1], 'kind' => $item[2] === 'taxonomy' ? 'taxonomy' : 'custom'])
        ), $items);
        wp_insert_post([
            'post_type' => 'wp_navigation', 'post_status' => 'publish', 'post_title' => 'Chính',
            'post_content' => wp_slash(implode("\n", $links)),
        ]);
        return;
    }
    $menu = wp_create_nav_menu('Chính');
    foreach ($items as [$label, $url, $type, $id]) {
        $object = ['taxonomy' => 'category', 'post_type' => 'page', 'custom' => 'custom'][$type];
        wp_update_nav_menu_item($menu, 0, [
            'menu-item-title' => $label, 'menu-item-url' => $url, 'menu-item-type' => $type,
            'menu-item-object' => $object, 'menu-item-object-id' => $id, 'menu-item-status' => 'publish',
        ]);
    }
    set_theme_mod('nav_menu_locations', ['primary' => $menu, 'footer' => $menu]);
}

function widgets(): void {
    $blocks = [
        '<!-- wp:search {"label":"Tìm kiếm"} /-->', '<!-- wp:latest-posts {"displayPostDate":true} /-->',
        '<!-- wp:latest-comments /-->', '<!-- wp:archives /-->', '<!-- wp:categories /-->', '<!-- wp:calendar /-->',
        '<!-- wp:tag-cloud /-->',
    ];
    $kept = ['_multiwidget' => 1];
    foreach ($blocks as $place => $block) {
        $kept[$place + 2] = ['content' => $block];
    }
    update_option('widget_block', $kept);
    $names = array_map(fn($place) => 'block-' . ($place + 2), array_keys($blocks));
    update_option('sidebars_widgets', ['sidebar-1' => $names, 'wp_inactive_widgets' => [], 'array_version' => 3]);
}

flush_rewrite_rules(false);
$categories = [];
foreach ($plan['categories'] as $category) {
    $made = wp_insert_term($category['name'], 'category', [
        'slug' => $category['slug'], 'parent' => $categories[$category['parent']] ?? 0,
    ]);
    $categories[$category['slug']] = orderly($made)['term_id'];
}
$pages = array_map(fn($page) => orderly(wp_insert_post(wp_slash([
    'post_type' => 'page', 'post_status' => 'publish', 'post_title' => $page['title'], 'post_content' => $page['content'],
    'post_author' => 1, 'post_date' => '2023-05-04 08:00:00',
]), true)), $plan['pages']);
$ids = [];
foreach ($plan['posts'] as $post) {
    $ids[$post['name']] = write_post($post, $categories);
}
stick_post($ids[$plan['sticky']]);
menu($categories, $pages);
widgets();
echo json_encode($ids);
