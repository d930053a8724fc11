<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up(): void
    {
        Schema::create('world', function (Blueprint $table) {
            $table->integer('id')->primary();
            $table->integer('randomnumber');
        });

        Schema::create('fortune', function (Blueprint $table) {
            $table->integer('id')->primary();
            $table->string('message', 2048);
        });
    }

    public function down(): void
    {
        Schema::dropIfExists('fortune');
        Schema::dropIfExists('world');
    }
};
